from motcua.foundation import modules


class MapsConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.maps"
    label = "maps"
