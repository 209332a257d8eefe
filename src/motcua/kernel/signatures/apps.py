from motcua.foundation import modules


class SignaturesConfig(modules.ModuleConfig):
    name = "motcua.kernel.signatures"
    label = "signatures"
