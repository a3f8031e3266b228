"""The endpoints with FastAPI and the same models, under uvicorn. Usage: python server.py PORT"""

import platform
import sys

import fastapi
import pydantic
import uvicorn

import models

app = fastapi.FastAPI()


@app.post("/ExportBundleRequest", status_code=204)
async def export(request: models.ExportBundleRequest) -> None:
    pass


@app.post("/EvidenceBundle", status_code=204)
async def evidence(bundle: models.EvidenceBundle) -> None:
    pass


if __name__ == "__main__":
    versions = [
        f"FastAPI {fastapi.__version__}",
        f"pydantic {pydantic.VERSION}",
        f"uvicorn {uvicorn.__version__}",
        f"Python {platform.python_version()}",
    ]
    print(", ".join(versions), flush=True)
    # With uvloop and httptools, which it finds by itself.
    uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)
