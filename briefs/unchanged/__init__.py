"""A build that would make what the last one made is not made again: what it read, wrote and told is kept.

Nothing here imports more than the interpreter has loaded already, as far as that can be helped: the answer to “nothing
has changed” should come before Word, YAML or templates are thought of.

    inputs    what a build can read, each file by its content
    request   what was asked for on the command line
    state     the file in `.briefs-cache/` that keeps both, with what was written and told
    replay    the state compared with the disk, and told again
"""
