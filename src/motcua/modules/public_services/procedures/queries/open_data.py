"""A procedure as linked data: CPSV-AP 3.2 in JSON-LD."""

from typing import Any

from motcua.foundation.time import TimeLimit, TimeUnit

from ..types import VersionInfo

CONTEXT = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}


def as_public_service(version: VersionInfo, *, address: str) -> dict[str, Any]:
    """Return a procedure as a ``cpsv:PublicService``; ``address`` is its page."""
    return {
        "@context": CONTEXT,
        "@id": address,
        "@type": "cpsv:PublicService",
        "dct:identifier": version.code,
        "dct:title": _vi(version.official_name or version.name),
        "dct:type": _vi(version.field),
        "dct:language": "vi",
        "dct:valid": {
            "@type": "dct:PeriodOfTime",
            "schema:startDate": version.effective_from.isoformat(),
            **(
                {"schema:endDate": version.effective_to.isoformat()} if version.effective_to else {}
            ),
        },
        "cv:hasCompetentAuthority": {
            "@type": "cv:PublicOrganisation",
            "dct:title": _vi(version.authority),
        },
        "cv:processingTime": _iso_duration(version.time_limit),
        "cpsv:hasInput": [
            {
                "@type": "cv:Evidence",
                "dct:identifier": one.key,
                "dct:title": _vi(one.name),
                **({"dct:description": _vi(one.case)} if one.case else {}),
                "cv:originals": one.originals,
                "cv:copies": one.copies,
                "cv:required": one.required,
            }
            for one in version.components
        ],
        "cpsv:produces": [{"@type": "cv:Output", "dct:title": _vi(version.result)}],
        "cv:hasCost": [
            {
                "@type": "cv:Cost",
                "dct:title": _vi(fee.name),
                "cv:currency": "VND",
                **({"cv:value": fee.amount.dong} if fee.amount is not None else {}),
                **({"dct:description": _vi(fee.note)} if fee.note else {}),
            }
            for fee in version.fees
        ],
        "cv:hasLegalResource": [
            {"@type": "cv:LegalResource", "dct:identifier": number}
            for number in version.legal_basis
        ],
        "dct:source": version.source,
    }


def _vi(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}


def _iso_duration(limit: TimeLimit) -> str:
    """Return ISO 8601; working days have no sign of their own and are given as days."""
    amount = f"{limit.amount.normalize():f}"
    if limit.unit is TimeUnit.WORKING_HOUR:
        return f"PT{amount}H"
    return f"P{amount}M" if limit.unit is TimeUnit.MONTH else f"P{amount}D"
