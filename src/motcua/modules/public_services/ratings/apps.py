from motcua.foundation import modules


class RatingsConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.ratings"
    label = "ratings"
