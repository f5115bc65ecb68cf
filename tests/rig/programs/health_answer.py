"""Says what the program beside it answers at `/healthz` where it refuses; runs in the image."""

from urllib.error import HTTPError
from urllib.request import urlopen

try:
    urlopen("http://127.0.0.1:8501/healthz")
except HTTPError as refused:
    print(refused.read().decode())
