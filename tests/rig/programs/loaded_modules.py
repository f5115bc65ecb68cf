"""Imports the modules that are named, and says the names of all that are loaded then."""

import sys
from importlib import import_module

for name in sys.argv[1:]:
    import_module(name)
print(*sys.modules)
