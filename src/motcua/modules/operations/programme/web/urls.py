"""Addresses of plans and pilot models."""

from django.urls import path

from . import exports, importing, items, matrix, plans, wards

app_name = "programme"
_PLAN = "workspace/programme/<uuid:plan_id>/"
_ITEM = "workspace/programme/items/<uuid:item_id>/"
_WARD = "workspace/programme/models/<uuid:model_id>/<uuid:ward_id>/"
_EVIDENCE = "evidence/<uuid:entry_id>/<int:number>/"
urlpatterns = [
    path("workspace/programme/", plans.plan_list, name="plans"),
    path("workspace/programme/new/", plans.new, name="new"),
    path("workspace/programme/template.xlsx", exports.template, name="template"),
    path(_PLAN, plans.plan, name="plan"),
    path(f"{_PLAN}import/", importing.upload, name="import"),
    path(f"{_PLAN}import/<uuid:workbook_id>/", importing.confirm, name="confirm"),
    path(f"{_PLAN}plan.xlsx", exports.workbook, name="workbook"),
    path(f"{_PLAN}plan.pdf", exports.paper, name="paper"),
    path(f"{_PLAN}models/", matrix.matrix, name="matrix"),
    path(f"{_PLAN}models/new/", matrix.new, name="new_model"),
    path(_ITEM, items.item, name="item"),
    path(f"{_ITEM}{_EVIDENCE}", items.evidence, name="item_evidence"),
    path(_WARD, wards.ward, name="ward"),
    path(f"{_WARD}{_EVIDENCE}", wards.evidence, name="ward_evidence"),
]
