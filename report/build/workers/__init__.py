"""Who makes the editions: processes of this machine, or those of a cluster."""
