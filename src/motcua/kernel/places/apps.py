from motcua.foundation import modules


class PlacesConfig(modules.ModuleConfig):
    name = "motcua.kernel.places"
    label = "places"
