"""load → link → write: source folders become ``docs/laws`` and the site, in parallel and step by step.

===============  ==================================================================
module           why it exists
===============  ==================================================================
``settings``     options and ``mkdocs.yml`` → what this build does, or why it may not
``sources``      which law files there are
``codec``        model objects → bytes, quickly
``cache``        parsed laws on disk, by content and by the code that parsed them
``library``      phase 1: every file parsed, or remembered
``render``       phase 3: pages of a work → a staging folder
``tree``         an output folder, what is known about it, where it is staged
``journal``      staged files → their places, so that a kill in between can be completed
``workers``      tasks → processes
``report``       what a build did, in numbers
``build``        the three phases in a row
``watch``        what changed on disk since last time
===============  ==================================================================
"""
