"""Everything that is tested; `python3 -m tests` sets up what that needs and runs it."""
