"""`python -m wardmote`: the command line."""

from wardmote.cli.main import main

raise SystemExit(main())
