# A Debian 12 with python3 (3.11 or later), python3-venv and ca-certificates will do as BASE.
ARG BASE=docker.io/library/python:3.13-slim-bookworm

FROM ${BASE} AS build
WORKDIR /build
COPY .ci/requirements.txt .ci/requirements-build.txt ./
RUN python3 -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt \
    && python3 -m venv /opt/verbatim \
    && /opt/verbatim/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY app app
RUN /opt/build/bin/pip wheel --no-build-isolation --no-deps --wheel-dir wheel . \
    && /opt/verbatim/bin/pip install --no-cache-dir --no-deps wheel/*.whl \
    && install -d -o 10001 -g 10001 /data

FROM ${BASE}
COPY --from=build /opt/verbatim /opt/verbatim
COPY --from=build --chown=10001:10001 /data /data
COPY app/samples /samples
ENV PATH=/opt/verbatim/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VERBATIM_DATABASE_URL=sqlite:////data/verbatim.db
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["/opt/verbatim/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["/opt/verbatim/bin/verbatim"]
CMD ["serve", "--host", "0.0.0.0"]
