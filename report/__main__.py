"""`python -m report`, and the command `report`."""

import signal
import sys


def run() -> None:
    """Run the command and end the process with its status; a Ctrl-C that comes before or after it is as quiet as within."""
    try:
        from report.cli import main

        status = main()
        for name in ("SIGINT", "SIGTERM"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    except KeyboardInterrupt:
        print("report: interrupted; nothing half-written is left", file=sys.stderr)
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    run()
