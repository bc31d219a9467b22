"""Says in one line which Python is needed, when this one is too old."""

import sys

if sys.version_info < (3, 11):
    sys.exit("This needs Python 3.11 or newer, not %d.%d: try make PYTHON=python3.13" % sys.version_info[:2])
