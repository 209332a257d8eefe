from motcua.foundation import modules


class RepresentationConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.representation"
    label = "representation"
