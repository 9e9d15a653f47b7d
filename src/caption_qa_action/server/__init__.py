"""The HTTP contract of CaptionPass v1, served by the engine in this package.

`contract` is the vocabulary, `store` keeps keys and quota, `engine` and `work` process captions in
processes of their own, `auth` decides who may, `app` answers, `run` listens. Everything but
`store` and `work` needs the extra `serve`.
"""
