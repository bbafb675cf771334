"""Certificates for tests, made by the openssl command: a root, an intermediate, a site's own, and a self-signed one."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SITE = "subjectAltName=IP:127.0.0.1,DNS:localhost"


@dataclass(frozen=True)
class Certificates:
    """Paths of PEM files; ``site`` is signed by ``intermediate``, that by ``root``."""

    root: Path
    intermediate: Path
    site: Path
    site_key: Path
    self_signed: Path
    self_signed_key: Path

    def lacking_intermediate(self) -> ssl.SSLContext:
        """Return the context of a server that forgets to send the intermediate."""
        return _server(self.site, self.site_key)

    def untrusted(self) -> ssl.SSLContext:
        """Return the context of a server that signs for itself."""
        return _server(self.self_signed, self.self_signed_key)


def make_certificates(folder: Path) -> Certificates:
    """Make them all; the test is skipped where there is no openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command is not installed")
    _issue(folder, "root", "basicConstraints=critical,CA:TRUE", None)
    _issue(folder, "intermediate", "basicConstraints=critical,CA:TRUE", "root")
    _issue(folder, "site", SITE, "intermediate")
    _issue(folder, "self", SITE, None)
    names = ("root.pem", "intermediate.pem", "site.pem", "site.key", "self.pem", "self.key")
    return Certificates(*(folder / name for name in names))


def _issue(folder: Path, name: str, extension: str, issuer: str | None) -> None:
    signed_by = ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key"] if issuer else []
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "3650", "-subj", f"/CN={name}", "-addext", extension, *signed_by]
    command += ["-keyout", f"{name}.key", "-out", f"{name}.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)


def _server(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
