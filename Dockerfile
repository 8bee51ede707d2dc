# The HTTP interface of kaigraph. `docker compose up` starts it beside a Neo4j.
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml requirements.lock README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY graph graph
COPY ingest ingest
COPY api api
COPY cli cli
COPY cypher cypher
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 kaigraph && mkdir /data && chown kaigraph /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH KAIGRAPH_DATA=/data PYTHONUNBUFFERED=1
USER kaigraph
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["kaigraph", "serve", "--host", "0.0.0.0", "--port", "8000"]
