"""A PDF that opens with a password alone."""

from io import BytesIO


def protected(content: bytes, password: str) -> bytes:
    """Encrypt a PDF with AES-256, its metadata too; who knows the password may read, print and copy.

    The key is drawn anew each time, so two such files differ although their content is the same.
    """
    import pikepdf

    into = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(into, encryption=pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True))
    return into.getvalue()
