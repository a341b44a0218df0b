# The whole program with both embedders. Build: docker build -t sodklong .
FROM python:3.11.13-slim-bookworm

# The usual torch wheels carry CUDA. To keep it out, give the index of the CPU wheels:
#   docker build --build-arg PIP_EXTRA_INDEX_URL=... -t sodklong .
ARG PIP_EXTRA_INDEX_URL

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SODKLONG_DATA_DIR=/data \
    HF_HOME=/data/huggingface

# Tesseract reads scanned pages; without it they are refused one by one.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        tesseract-ocr tesseract-ocr-tha tesseract-ocr-eng \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 10001 sodklong \
    && install --directory --owner sodklong --group sodklong /data /vectors

WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY api api
COPY assistant assistant
COPY db db
COPY ingest ingest
RUN pip install --constraint constraints.txt '.[models,postgres,llm]'

USER sodklong
WORKDIR /home/sodklong
VOLUME /data
EXPOSE 8000

# The first start builds the model and the index, which takes some seconds.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]

CMD ["sodklong", "serve", "--host", "0.0.0.0", "--port", "8000"]
