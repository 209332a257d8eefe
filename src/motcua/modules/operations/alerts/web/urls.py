from django.urls import path

from . import alert, lists, roster, ruling

app_name = "alerts"
urlpatterns = [
    path("alerts/", lists.mine, name="mine"),
    path("alerts/units/", lists.units, name="units"),
    path("alerts/rules/", ruling.rules, name="rules"),
    path("alerts/rules/new/", ruling.new, name="new_rule"),
    path("alerts/rules/<uuid:rule_id>/", ruling.rule, name="rule"),
    path("alerts/rules/<uuid:rule_id>/switch/", ruling.switch, name="switch_rule"),
    path("alerts/roster/", roster.roster, name="roster"),
    path("alerts/<uuid:alert_id>/", alert.alert, name="alert"),
    path("alerts/<uuid:alert_id>/act/", alert.act, name="act"),
]
