package importers

import "terang/schema"

// forget writes null where a stage's former release has a value and the new one has none, since what a release does not
// mention stays (OCDS 1.1, merging). Items of lists cannot be taken back; they stay.
func forget(content *node, former *schema.Release) {
	tree, err := schema.Parse(former.Line)
	if err != nil { // it was read before it was kept
		return
	}
	for name, v := range tree.Members() {
		switch name {
		case "ocid", "id", "date", "tag", "initiationType", "language":
		default:
			forgetMember(content, name, v)
		}
	}
}

// forgetMember takes back a member. The schema lets texts and numbers be null, but no object and no list of objects: of
// those what is in them is taken back.
func forgetMember(n *node, name string, former *schema.Value) {
	now := n.get(name)
	gone := now == nil || now.empty()
	switch {
	case former.IsNull():
	case former.IsObject() && (gone || now.shape == isObject):
		if gone {
			n.remove(name)
			now = n.child(name, isObject)
		}
		for member, v := range former.Members() {
			forgetMember(now, member, v)
		}
	case former.IsList() && holdsObjects(former):
		if gone || now.shape != isItems {
			return
		}
		for _, item := range former.Items() {
			forgetItem(now, item)
		}
	case gone:
		n.remove(name)
		n.set(name, []byte("null"), cell{})
	}
}

func holdsObjects(list *schema.Value) bool {
	for _, item := range list.Items() {
		return item.IsObject()
	}
	return false
}

func forgetItem(list *node, former *schema.Value) {
	i := list.find(former.Get("id").Text())
	if i < 0 {
		return
	}
	for member, v := range former.Members() {
		forgetMember(list.items[i], member, v)
	}
}
