"""Sets the limits of a process that had so many handles before, and says what is in force."""

import ctypes
import resource
import sys

from components.web.process_limits import set_process_limits

hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), hard))
set_process_limits()
print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(65536, hard))
