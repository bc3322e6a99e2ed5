"""`python -m report`, and the command `report`."""

import sys

from report.system import interrupt, screen


def run() -> None:
    """Run the command and end the process with its status; a signal that comes before or after it is as quiet as within."""
    try:
        screen.open_all()
        interrupt.hear_early()
        from report.command_line.cli import main

        status = main()
        interrupt.hear_no_more()
    except KeyboardInterrupt:
        screen.complain(interrupt.WORDS)
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    run()
