"""The one door to WeasyPrint: nothing of it, its boxes, styles or private names, is seen outside of this folder."""
