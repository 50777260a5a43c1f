"""The child's side: the loader that query processes are forked from, what they do, and how they talk."""
