"""Let ``python -m caseflow`` do what ``caseflow`` does."""

from caseflow.cli import main

if __name__ == "__main__":
    main()
