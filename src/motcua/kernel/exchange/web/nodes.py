"""The nodes and agencies with whom documents are exchanged."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation import access
from motcua.foundation.errors import Invalid
from motcua.foundation.http import Request
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..errors import PeerCodeTaken
from ..models import Agency, Peer
from ..queries import directory, packets
from ..use_cases import directory as keeping
from . import tables
from .tables import tabs

MOST_REJECTIONS = 50
MOST_AGENCIES = 200


class NodeForm(forms.Form):
    """A node's entry."""

    code = forms.CharField(label=gettext_lazy("Identification code"), max_length=60)
    name = forms.CharField(label=gettext_lazy("Agency that runs the node"), max_length=200)
    transport = forms.ChoiceField(label=gettext_lazy("How it is reached"))
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    fingerprints = forms.CharField(
        label=gettext_lazy("Fingerprints of its certificates"),
        widget=forms.Textarea,
        required=False,
    )
    serves = forms.CharField(
        label=gettext_lazy("Other agencies to whom it leads"), widget=forms.Textarea, required=False
    )
    dialect = forms.ChoiceField(label=gettext_lazy("Form of packets"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(code, str(each.title)) for code, each in directory.transports().items()]
        kept = self.initial.get("transport")
        if kept and kept not in dict(ways):
            ways.append((kept, kept))
        _choices(self.fields["transport"], ways)
        usual = [("", _("As usual here"))]
        _choices(self.fields["dialect"], usual + [(code, code) for code in directory.codecs()])


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class AgencyForm(forms.Form):
    """An agency's entry."""

    code = forms.CharField(label=gettext_lazy("Identification code"), max_length=60)
    name = forms.CharField(label=gettext_lazy("Name of the agency"), max_length=200)
    legacy_code = forms.CharField(
        label=gettext_lazy("Old code of 2016"), max_length=20, required=False
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit of this installation"), max_length=60, required=False
    )


@access.needs(permissions.VIEW)
def nodes(request: Request) -> HttpResponse:
    """Show the nodes with their last contact, and what this node did not take."""
    may_manage = permissions.MANAGE.held_by(request.actor)
    refused = packets.list_rejections(actor=request.actor)[:MOST_REJECTIONS]
    context = {
        "tabs": tabs(request, "nodes"),
        "head": tables.node_head(),
        "peers": [tables.node_row(each, may_manage=may_manage) for each in directory.list_peers()],
        "rejected_head": tables.rejection_head(),
        "rejections": [tables.rejection_row(each) for each in refused],
        "may_manage": may_manage,
    }
    return render(request, "exchange/nodes.html", context)


@access.needs(permissions.MANAGE)
def add_node(request: Request) -> HttpResponse:
    """Enter a node."""
    return _edit(request, NodeForm(request.POST or None, initial={"is_active": True}), None)


@access.needs(permissions.MANAGE)
def change_node(request: Request, peer_id: UUID) -> HttpResponse:
    """Change a node's entry."""
    peer = get_object_or_404(Peer, id=peer_id)
    initial = {
        "code": peer.code,
        "name": peer.name,
        "transport": peer.transport,
        "address": peer.address,
        "fingerprints": "\n".join(peer.fingerprints),
        "serves": "\n".join(peer.serves),
        "dialect": peer.dialect,
        "is_active": peer.is_active,
    }
    return _edit(request, NodeForm(request.POST or None, initial=initial), peer.id)


def _edit(request: Request, form: NodeForm, peer_id: UUID | None) -> HttpResponse:
    if form.is_valid():
        given = form.cleaned_data
        values = given | {name: given[name].split() for name in ("fingerprints", "serves")}
        try:
            keeping.save_peer(actor=request.actor, at=request.at, peer_id=peer_id, **values)
        except Invalid as error:
            for fault in error.faults:
                form.add_error(fault.path, fault.message)
        except PeerCodeTaken as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("The node is entered."))
            return redirect("exchange:nodes")
    context = {
        "tabs": tabs(request, "nodes"),
        "form": form,
        "has_ways": bool(directory.transports()),
    }
    return render(request, "exchange/node.html", context)


@access.needs(permissions.MANAGE)
def agencies(request: Request) -> HttpResponse:
    """Show the agencies to write to and our own codes; enter one."""
    form = AgencyForm(request.POST or None)
    if form.is_valid() and _save_agency(request, form):
        messages.success(request, _("The agency is entered."))
        return redirect("exchange:agencies")
    text = request.GET.get("q", "").strip()
    found = Agency.objects.filter(is_active=True).order_by("-unit", "code")
    if text:
        found = found.filter(name__icontains=text) | found.filter(code__istartswith=text)
    peers = directory.active_peers()
    context = {
        "tabs": tabs(request, "agencies"),
        "form": form,
        "head": tables.agency_head(),
        "rows": [
            tables.agency_row(each, is_reachable=directory.is_reachable(each, peers))
            for each in found[:MOST_AGENCIES]
        ],
        "text": text,
    }
    return render(request, "exchange/agencies.html", context)


def _save_agency(request: Request, form: AgencyForm) -> bool:
    given = form.cleaned_data
    unit = None
    if given["unit"]:
        unit = organisation.find_unit(given["unit"], on=request.at.date())
        if unit is None:
            form.add_error("unit", _("No unit of this installation has this code."))
            return False
    try:
        keeping.save_agency(
            actor=request.actor,
            at=request.at,
            code=given["code"],
            name=given["name"],
            legacy_code=given["legacy_code"],
            unit_id=unit.id if unit else None,
        )
    except Invalid as error:
        for fault in error.faults:
            form.add_error(fault.path, fault.message)
        return False
    return True
