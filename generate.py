"""Front door: `python generate.py` builds every brief, `python generate.py --help` says what else it does."""
# Old Pythons must be able to read this file, so that they can say that they are too old.

import os
import sys


def main():
    """Run the command line, or say in one line what is missing and how to get it."""
    python = "py" if os.name == "nt" else "python3"
    if sys.version_info < (3, 11):
        return "This needs Python 3.11 or newer, not %d.%d: install it from python.org, then run: %s generate.py" % (
            sys.version_info[0],
            sys.version_info[1],
            python,
        )
    try:
        from briefs.cli import main as run

        return run()
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] == "briefs":
            raise
        make = "" if os.name == "nt" else " (or: make briefs)"
        return "The Python package %s is missing; install all that is needed: %s -m pip install -e .%s" % (
            error.name,
            python,
            make,
        )


if __name__ == "__main__":
    outcome = main()
    if outcome:
        sys.stderr.write("%s\n" % outcome)
        sys.exit(2)
