"""The parts of the visualizer; each folder's job and what it may import is in README.md, "How it is built"."""
