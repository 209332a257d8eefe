"""In which words a paper says who signs."""

from collections.abc import Mapping

_COLLECTIVE = "Ủy ban nhân dân"


def signer_lines(
    *, agency: str, post_title: str, name: str, own_title: str | None = None
) -> Mapping[str, str]:
    """Return the lines over and under a signature.

    People's committees work as a body: their documents are signed on its behalf (TM.). A deputy
    signs for the head (KT.), whoever is charged with the post as acting head (Q.), and who acts by
    a written, time-limited authorisation in his own title (TUQ.).

    Args:
        agency: The name of the issuing agency.
        post_title: The post in which it is signed.
        own_title: The title of the signer's own post if the other is lent to him.

    Law:
        ND 30/2020, art. 13, annex I
    """
    collective = agency.startswith(_COLLECTIVE)
    title = _short(post_title)
    lines = {"authority": f"TM. {_COLLECTIVE.upper()}" if collective else "", "on_behalf": ""}
    if own_title is not None:
        return lines | {"on_behalf": f"TUQ. {title.upper()}", "title": own_title, "name": name}
    if title.casefold().startswith("phó "):
        head = title.split(" ", 1)[1]
        lines["on_behalf"] = f"KT. {head.upper()}"
    elif title.casefold().startswith("quyền "):
        title = f"Q. {title.split(' ', 1)[1]}"
    return lines | {"title": title, "name": name}


def _short(title: str) -> str:
    """Return a title without the agency or field behind it, as it stands over a signature."""
    for end in (" Ủy ban nhân dân", " UBND", " phụ trách"):
        title = title.split(end, maxsplit=1)[0]
    return title.strip()
