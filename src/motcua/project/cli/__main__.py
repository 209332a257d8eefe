"""`python -m motcua.project.cli`: the same as `motcua`."""

from . import main

if __name__ == "__main__":
    main()
