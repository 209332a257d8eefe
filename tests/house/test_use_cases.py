"""Use cases read the same from everywhere: named arguments, one transaction, a docstring."""

import ast

# Use cases that are not one transaction of their own, and why.
NOT_ONE_TRANSACTION = {
    "analytics.hear": "belongs into the transaction that delivers the event",
    "analytics.mend": "is one transaction for each story: what was done stays done",
    "numbering.take": "belongs into the transaction that uses the number, and refuses without it",
    "signatures.revoke_certificate": "asks the provider; decision 9",
    "signatures.keep_for_archive": "asks the time service; decision 9",
    "signatures.mark_annex": "asks the provider; decision 9",
    "signatures.mark_copy": "asks the provider; decision 9",
    "signatures.renew_archive": "asks the time service; decision 9",
    "signatures.seal_as_organisation": "asks the provider; decision 9",
    "signatures.seal_form": "asks the provider; decision 9",
    "signatures.sign_as_person": "asks the provider; decision 9",
    "signatures.sign_document": "asks the provider; decision 9",
    "signatures.sign_many": "asks the provider; decision 9",
}
# They stand among use cases, which lean on them, and change nothing.
QUESTIONS = {
    "documents.check_count",
    "dossiers.known_answers",
    "dossiers.maker_for",
    "dossiers.preview_faults",
    "forms.read_schemas",
}


def is_use_case_room(path):
    return "use_cases" in path.with_suffix("").parts


def module_of(path):
    """Return the folder of the module to which a file belongs."""
    return next((each for each in path.parents if (each / "manifest.py").exists()), None)


def asked_for(sources):
    """Return the names that other rooms take from a room of use cases: (module, name)."""
    for path, tree in sources.items():
        if is_use_case_room(path):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and "use_cases" in (node.module or "").split("."):
                yield from ((module_of(path), alias.name) for alias in node.names)
            elif isinstance(node, ast.Attribute) and "use_cases" in ast.unparse(node.value):
                yield module_of(path), node.attr


def use_cases(sources):
    """Yield what other rooms call as a use case."""
    for name, node in called(sources):
        if name not in QUESTIONS:
            yield name, node


def test_the_list_of_questions_is_no_longer_than_needed(sources):
    assert {name for name, _node in called(sources)} >= QUESTIONS


def called(sources):
    """Yield the functions of use-case rooms that others call; the rest are their helpers."""
    wanted = set(asked_for(sources))
    for path, tree in sources.items():
        if not is_use_case_room(path):
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and (module_of(path), node.name) in wanted:
                yield f"{module_of(path).name}.{node.name}", node


def test_use_cases_take_named_arguments_only(sources):
    assert not [
        name
        for name, node in use_cases(sources)
        if node.args.args or node.args.posonlyargs or node.args.vararg
    ]


def test_use_cases_are_one_transaction(sources):
    loose = [
        name
        for name, node in use_cases(sources)
        if "transaction.atomic" not in {ast.unparse(each) for each in node.decorator_list}
        and not is_context_manager(node)
    ]

    assert sorted(loose) == sorted(NOT_ONE_TRANSACTION)


def is_context_manager(node):
    return "contextmanager" in {ast.unparse(each) for each in node.decorator_list}


def test_use_cases_are_documented(sources):
    assert not [name for name, node in use_cases(sources) if not ast.get_docstring(node)]


def published(node):
    """Return the names of the events that a function publishes itself."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("publish"):
            for argument in call.args:
                if isinstance(argument, ast.Call):
                    yield ast.unparse(argument.func).rpartition(".")[2]


def test_use_cases_name_the_events_that_they_publish(sources):
    silent = [
        f"{name}: {event}"
        for name, node in use_cases(sources)
        for event in published(node)
        if event[0].isupper()
        and event not in (ast.get_docstring(node) or "").partition("Publishes:")[2]
    ]

    assert not silent
