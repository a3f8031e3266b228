"""Takes one file out of a package, after its digest was held against the one that is expected."""

import hashlib
import sys
import tarfile

archive, digest, member, target = sys.argv[1:]
with open(archive, "rb") as file:
    found = hashlib.sha256(file.read()).hexdigest()
if found != digest:
    sys.exit(f"{archive}: expected the SHA-256 {digest}, found {found}")
with tarfile.open(archive) as package, open(target, "wb") as file:
    top = package.getnames()[0].split("/")[0]
    file.write(package.extractfile(f"{top}/{member}").read())
