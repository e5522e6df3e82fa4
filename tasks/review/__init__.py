"""A person's look at what the models said: rows chosen, a sheet filled in, labels kept for good.

choose.py     which rows teach most, and which measure
sheet.py      the CSV that goes out and comes back
labels.py     the labels of a desk: added to, never written over
agreement.py  how far annotators agree
training.py   labels as `nightdesk train --labels` takes them
table.py      labels as the published table `labels`
"""
