# The kaigraph command and its HTTP interface, on the versions of requirements.lock.
#   docker build -t kaigraph .
#   docker run --rm -p 127.0.0.1:8000:8000 -v kaigraph-data:/data kaigraph     with the embedded store
#   docker compose up                                                          with Neo4j
FROM python:3.11-slim AS build

WORKDIR /src
COPY pyproject.toml README.md LICENSE requirements.lock ./
# The lock names development tools too: as constraints it pins what the wheel needs and installs nothing more.
RUN sed -e 's/ \\$//' -e '/^ *--hash=/d' requirements.lock > /tmp/constraints.txt \
    && python -m venv /opt/kaigraph
COPY graph graph
COPY ingest ingest
COPY api api
COPY cli cli
COPY cypher cypher
RUN /opt/kaigraph/bin/pip install --no-cache-dir --disable-pip-version-check --constraint /tmp/constraints.txt .

FROM python:3.11-slim

RUN useradd --system --uid 10001 --no-create-home kaigraph \
    && install -d -o kaigraph -g kaigraph /data
COPY --from=build /opt/kaigraph /opt/kaigraph
ENV PATH=/opt/kaigraph/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 KAIGRAPH_DATA=/data
USER kaigraph
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=5 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["kaigraph"]
CMD ["serve", "--host", "0.0.0.0"]
