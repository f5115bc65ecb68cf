# Two steps: what is needed to install stays behind. The root of the image is never written to; all
# that is kept lies in the one volume. docs/hosting.md says how it is run, and `make image-check`
# goes through each step without Docker.
FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b AS installed
WORKDIR /app
RUN python -m venv .venv
COPY requirements.lock .
# Ready-made only: to build one would fetch tools that no lock names.
RUN .venv/bin/pip install --no-cache-dir --no-deps --require-hashes --only-binary=:all: \
        --requirement requirements.lock

FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b
ARG VERSION=unreleased
LABEL org.opencontainers.image.title="Rapport" \
    org.opencontainers.image.description="A private, self-hosted therapist-fit explorer" \
    org.opencontainers.image.licenses="MIT" \
    org.opencontainers.image.version="${VERSION}"
# Pictures that are saved are drawn here, with what people write: in any script, and with emoji.
# Debian takes old versions away, so that none is named.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-dejavu-core fonts-noto-cjk fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/rapport --shell /usr/sbin/nologin rapport \
    && install --directory --owner=rapport --group=rapport --mode=700 /var/lib/rapport
WORKDIR /app
COPY --from=installed /app/.venv .venv
COPY .streamlit/config.toml .streamlit/config.toml
COPY app.py ./
COPY pages pages
COPY components components
COPY data data
RUN .venv/bin/python -m compileall -q app.py pages components data
ENV RAPPORT_HOME=/var/lib/rapport \
    RAPPORT_LISTEN=0.0.0.0 \
    RAPPORT_LOG=json \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001
VOLUME /var/lib/rapport
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD [".venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/healthz', timeout=8)"]
CMD [".venv/bin/python", "app.py"]
