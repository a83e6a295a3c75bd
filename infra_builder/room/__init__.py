"""The workshop: several groups in one room, everything in one folder, nobody logs in.

A folder with a `workshop.yaml` is a workshop; the plan of each group lies beside it. Whoever opens a plan that lies
beside a `workshop.yaml` is a group, and sees and changes what the workshop allows just now; whoever opens the
`workshop.yaml` itself runs the room.
"""
