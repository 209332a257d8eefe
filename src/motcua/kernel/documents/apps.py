from motcua.foundation import modules


class DocumentsConfig(modules.ModuleConfig):
    name = "motcua.kernel.documents"
    label = "documents"
