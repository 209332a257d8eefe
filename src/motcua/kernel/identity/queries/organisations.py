"""Organisations that deal with the administration, by their tax code."""

from ..models import LegalEntity
from ..types import OrganisationInfo


def find_organisation(tax_code: str) -> OrganisationInfo | None:
    """Return the organisation of a tax code, if we know it."""
    found = LegalEntity.objects.filter(tax_code="".join(tax_code.split())).first()
    if found is None:
        return None
    return OrganisationInfo(
        id=found.id,
        tax_code=found.tax_code,
        name=found.name,
        representative_id=found.representative_id,
    )
