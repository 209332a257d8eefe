from motcua.foundation import modules


class SelfAssessmentConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.self_assessment"
    label = "self_assessment"
