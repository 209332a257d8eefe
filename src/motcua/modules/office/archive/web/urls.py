from django.urls import path

from . import acts, destruction, files, handing, keeping, loans, papers, plans, unfiled

app_name = "archive"
_ROOT = "workspace/archive/"
_FILE = f"{_ROOT}files/<uuid:file_id>/"
_HANDING = f"{_ROOT}handing/<uuid:transfer_id>/"
_DOOMED = f"{_ROOT}destruction/<uuid:destruction_id>/"
urlpatterns = [
    path(_ROOT, files.files, name="files"),
    path(f"{_ROOT}files.xlsx", files.files_excel, name="files_excel"),
    path(f"{_ROOT}files/new/", files.open_file, name="new"),
    path(_FILE, files.file, name="file"),
    path(f"{_FILE}act/", acts.act, name="file_act"),
    path(f"{_FILE}contents.pdf", papers.contents, name="contents"),
    path(f"{_FILE}contents.xlsx", papers.contents_excel, name="contents_excel"),
    path(f"{_FILE}cover.pdf", papers.cover, name="cover"),
    path(f"{_FILE}package.zip", papers.package, name="package"),
    path(f"{_FILE}documents/<uuid:item_id>/", papers.original, name="original"),
    path(f"{_ROOT}unfiled/", unfiled.unfiled, name="unfiled"),
    path(f"{_ROOT}documents/<uuid:record_id>/", unfiled.record, name="record"),
    path(f"{_ROOT}plan/", plans.plan, name="plan"),
    path(f"{_ROOT}plan/act/", plans.act, name="plan_act"),
    path(f"{_ROOT}plan.pdf", plans.plan_pdf, name="plan_pdf"),
    path(f"{_ROOT}plan.xlsx", plans.plan_excel, name="plan_excel"),
    path(f"{_ROOT}handing/", handing.handing, name="handing"),
    path(_HANDING, handing.transfer, name="transfer"),
    path(f"{_HANDING}act/", handing.act, name="transfer_act"),
    path(f"{_HANDING}list.pdf", handing.paper, {"name": "list"}, name="transfer_list"),
    path(f"{_HANDING}minutes.pdf", handing.paper, {"name": "minutes"}, name="transfer_minutes"),
    path(f"{_ROOT}stores/", keeping.stores, name="stores"),
    path(f"{_ROOT}stores/<uuid:place_id>/label.pdf", keeping.label, name="label"),
    path(f"{_ROOT}packages/", keeping.packages, name="packages"),
    path(f"{_ROOT}loans/", loans.loans, name="loans"),
    path(f"{_ROOT}loans/act/", loans.act, name="loan_act"),
    path(f"{_ROOT}destruction/", destruction.destruction, name="destruction"),
    path(_DOOMED, destruction.doomed, name="doomed"),
    path(f"{_DOOMED}act/", destruction.act, name="doomed_act"),
    path(f"{_DOOMED}minutes.pdf", destruction.minutes, name="doomed_minutes"),
]
