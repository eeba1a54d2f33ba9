"""load → link → write: source folders become ``docs/laws`` and the site, in parallel and step by step.

Read ``build`` first. In order of use: ``settings`` (what to do), ``sources`` (which files there are),
``library``, ``cache``, ``codec`` (phase 1), ``link``, ``keys``, ``tables``, ``images`` (phase 2), ``write``,
``render`` (phase 3), ``tree``, ``states``, ``journal`` (how an output folder gets from one state to the
next), ``workers``, ``clock``, ``report`` (around all of them), ``checking``, ``citations``, ``register``,
``importing``, ``imported``, ``holdings``, ``watch`` (what is done besides building).
"""
