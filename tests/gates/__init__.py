"""Gates: what must hold of a whole built site, judged by programs that are not ours."""
