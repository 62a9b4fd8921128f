# Sổ Xanh in a container: only what runs, as nobody in particular, data in /data.
FROM python:3.11-slim

ENV TZ=Asia/Ho_Chi_Minh \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATA_DIR=/data

RUN groupadd --gid 10001 sozanh \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin sozanh \
    && install --directory --owner 10001 --group 10001 --mode 0700 /data

WORKDIR /app

# The libraries change seldom: a layer of their own. Every file is checked against its hash; the
# time zones come with them (the tzdata wheel).
COPY requirements.txt ./
RUN python -m pip install --require-hashes --requirement requirements.txt

COPY bot ./bot
COPY documents ./documents
COPY forms ./forms
COPY handlers ./handlers
COPY locales ./locales
COPY scheduler.py ./
COPY storage ./storage
COPY vietnamese ./vietnamese
RUN python -m compileall -q .

USER 10001:10001
VOLUME /data
EXPOSE 8080

# A process without the web part (`--only deliver`) answers no HTTP: switch this off for it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=3)"]

CMD ["python", "-m", "bot", "run"]
