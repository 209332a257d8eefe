from django.urls import path

from . import nodes, views

app_name = "exchange"
urlpatterns = [
    path("workspace/exchange/", views.undelivered, name="undelivered"),
    path("workspace/exchange/parcels/<uuid:parcel_id>/again/", views.again, name="again"),
    path("workspace/exchange/sent/", views.sent, name="sent"),
    path("workspace/exchange/sent/<uuid:packet_id>/", views.packet, name="packet"),
    path("workspace/exchange/arrivals/", views.arrivals, name="arrivals"),
    path("workspace/exchange/nodes/", nodes.nodes, name="nodes"),
    path("workspace/exchange/nodes/add/", nodes.add_node, name="add_node"),
    path("workspace/exchange/nodes/<uuid:peer_id>/", nodes.change_node, name="change_node"),
    path("workspace/exchange/agencies/", nodes.agencies, name="agencies"),
]
