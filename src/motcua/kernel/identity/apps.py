from motcua.foundation import modules


class IdentityConfig(modules.ModuleConfig):
    name = "motcua.kernel.identity"
    label = "identity"
