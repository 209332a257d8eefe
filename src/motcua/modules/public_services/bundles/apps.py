from motcua.foundation import modules


class BundlesConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.bundles"
    label = "bundles"
