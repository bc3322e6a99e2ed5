"""`python -m report`."""

import sys

try:
    from report.cli import main

    status = main()
except KeyboardInterrupt:  # before there is a command that could say so
    print("report: interrupted", file=sys.stderr)
    status = 130
sys.exit(status)
