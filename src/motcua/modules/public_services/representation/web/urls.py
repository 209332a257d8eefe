from django.urls import path

from . import checking, mandates, together

app_name = "representation"
urlpatterns = [
    path("drafts/<uuid:draft_id>/together/<str:part>/", together.invite, name="invite"),
    path("invitations/<str:token>/", together.invitation, name="invitation"),
    path("invitations/<str:token>/decline/", together.decline, name="decline"),
    path("parts/<uuid:invitation_id>/", together.part, name="part"),
    path("parts/<uuid:invitation_id>/check/", together.part_check, name="part_check"),
    path("mandates/", mandates.mandates, name="mandates"),
    path("mandates/give/", mandates.give, name="give"),
    path("mandates/claim/", mandates.claim, name="claim"),
    path("mandates/<uuid:mandate_id>/", mandates.mandate, name="mandate"),
    path("mandates/<uuid:mandate_id>/paper/", mandates.paper, name="paper"),
    path("workspace/mandates/<uuid:mandate_id>/", checking.check, name="check"),
    path("workspace/mandates/<uuid:mandate_id>/paper/", checking.paper, name="check_paper"),
]
