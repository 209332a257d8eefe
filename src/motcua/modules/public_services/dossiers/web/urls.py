from .citizen.urls import urlpatterns as citizen
from .workspace.urls import urlpatterns as workspace

app_name = "dossiers"
urlpatterns = [*citizen, *workspace]
