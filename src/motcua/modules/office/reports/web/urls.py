from django.urls import path

from . import acts, files, follow, forms, lists, regimes, sheet

app_name = "reports"
urlpatterns = [
    path("reports/", lists.own, name="own"),
    path("reports/follow/", follow.rounds, name="follow"),
    path("reports/follow/<str:regime_code>/<str:period>/", follow.round_of, name="round"),
    path("reports/regimes/", regimes.list_all, name="regimes"),
    path("reports/regimes/new/", regimes.new, name="new_regime"),
    path("reports/regimes/<str:code>/", regimes.change, name="regime"),
    path("reports/forms/", forms.list_all, name="forms"),
    path("reports/forms/new/", forms.new, name="new_form"),
    path("reports/forms/<str:code>/", forms.edit, name="form"),
    path("reports/<uuid:report_id>/", sheet.show, name="sheet"),
    path("reports/<uuid:report_id>/save/", acts.autosave, name="autosave"),
    path("reports/<uuid:report_id>/computed/", acts.computed, name="computed"),
    path("reports/<uuid:report_id>/act/", acts.act, name="act"),
    path("reports/<uuid:report_id>/below/", follow.below, name="below"),
    path("reports/<uuid:report_id>/versions/", sheet.versions, name="versions"),
    path("reports/<uuid:report_id>/cells/<str:key>/", sheet.rows, name="rows"),
    path("reports/<uuid:report_id>/pdf/", files.pdf, name="pdf"),
    path("reports/<uuid:report_id>/excel/", files.excel, name="excel"),
]
